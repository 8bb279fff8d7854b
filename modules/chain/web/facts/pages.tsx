import type { WebModule } from '#kernel/web'

export const factsPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
