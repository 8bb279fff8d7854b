import type { WebModule } from '#kernel/web'

export const localPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
