import { z } from 'zod'
import { endpoint } from '#kernel/contract'
import { chainSettings } from '../domain/settings.ts'

/** What the city decided about its chain, beside what the product begins with. */
export const getChainSettings = endpoint({
  method: 'GET',
  path: '/api/chain/settings',
  summary: { zh: '产业链计算口径', en: 'Settings of the chain' },
  access: 'chain.analysis.read',
  reply: z.object({
    value: chainSettings,
    defaults: chainSettings,
    /** 0: never changed. */
    version: z.number().int(),
    updatedBy: z.string().nullable(),
    updatedAt: z.string().nullable(),
  }),
})

export const putChainSettings = endpoint({
  method: 'PUT',
  path: '/api/chain/settings',
  summary: { zh: '修改产业链计算口径', en: 'Change the settings of the chain' },
  access: 'chain.analysis.write',
  body: z.object({ version: z.number().int().min(0), value: chainSettings }),
  reply: z.object({ version: z.number().int() }),
})
