import type { WebModule } from '#kernel/web'

export const graphPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
