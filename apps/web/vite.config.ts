import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = import.meta.dirname

/** Pages are built to dist/web; the server serves that folder and answers unknown paths with its index.html. */
export default defineConfig({
  root: here,
  base: '/',
  plugins: [react()],
  build: {
    outDir: resolve(here, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // ECharts is one piece of about 600 kB, loaded with the first chart.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'echarts', test: /node_modules[\\/](echarts|zrender)[\\/]/ },
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/ },
            {
              name: 'antd',
              test: /node_modules[\\/](antd|@ant-design|@rc-component|@emotion|rc-[^\\/]+)[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': process.env.ZHIQING_API ?? 'http://127.0.0.1:4600' },
  },
})
