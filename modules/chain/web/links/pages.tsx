import type { WebModule } from '#kernel/web'

export const linksPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
