import type { WebModule } from '#kernel/web'

export const gapsPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
