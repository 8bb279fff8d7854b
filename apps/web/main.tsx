import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { applyShade, startI18n } from '#kernel/web'
import { App } from './app.tsx'
import { shellMessages } from './messages/index.ts'
import { webModules } from './modules.ts'

applyShade()
startI18n(shellMessages, ...webModules.map((module) => module.messages))

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
