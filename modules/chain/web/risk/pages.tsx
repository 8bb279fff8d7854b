import type { WebModule } from '#kernel/web'

export const riskPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
