import type { WebModule } from '#kernel/web'

export const taggingPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
