import type { WebModule } from '#kernel/web'

export const importsPages: Omit<WebModule, 'name'> = { messages: {}, nav: [], routes: [] }
