import type { WebModule } from '#kernel/web'

export const checksPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
