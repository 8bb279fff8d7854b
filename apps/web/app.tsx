import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US.js'
import zhCN from 'antd/locale/zh_CN.js'
import dayjs from 'dayjs'
import { useEffect } from 'react'
import { RouterProvider } from 'react-router/dom'
import { ProblemError } from '#kernel/contract'
import { themeOf, useShade, useText } from '#kernel/web'
import 'dayjs/locale/zh-cn.js'
import { router } from './router.tsx'
import '../../kernel/web/kit.css'
import './shell/shell.css'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // A refusal stays a refusal; only a server or network in trouble is worth asking again.
      retry: (count, error) => count < 1 && !(error instanceof ProblemError && error.problem.status < 500),
    },
  },
})

/** Theme, language, cache and router around all pages. */
export function App() {
  const shade = useShade()
  const { lang } = useText()
  useEffect(() => {
    dayjs.locale(lang === 'zh' ? 'zh-cn' : 'en')
  }, [lang])
  return (
    <ConfigProvider
      theme={themeOf(shade)}
      locale={lang === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
    >
      <AntApp>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  )
}
