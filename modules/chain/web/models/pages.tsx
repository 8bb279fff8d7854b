import type { WebModule } from '#kernel/web'

export const modelsPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
