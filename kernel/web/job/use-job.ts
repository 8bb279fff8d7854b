import { useEffect, useState } from 'react'
import { hasEnded, type JobView, parseJob } from './job-state.ts'

const POLL_MS = 2_000
/** A stream that fails this often in a row is given up for polling (proxies that hold events back, for one). */
const MAX_STREAM_FAULTS = 3

export interface FollowedJob {
  readonly job: JobView | undefined
  /** How the news come in; `lost` while the server cannot be reached. */
  readonly link: 'events' | 'polling' | 'lost'
}

/** Follows a job by server-sent events, or by asking every two seconds where those do not come through. */
export function useJob(id: string | null | undefined): FollowedJob {
  const [followed, setFollowed] = useState<FollowedJob>({ job: undefined, link: 'events' })
  useEffect(() => {
    setFollowed({ job: undefined, link: 'events' })
    if (!id) return
    return followJob(id, setFollowed)
  }, [id])
  return followed
}

type Update = (change: (before: FollowedJob) => FollowedJob) => void

function followJob(id: string, update: Update): () => void {
  const base = `/api/jobs/${encodeURIComponent(id)}`
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  let faults = 0

  const poll = async () => {
    try {
      const response = await fetch(base, { credentials: 'same-origin' })
      const job = response.ok ? parseJob(await response.text()) : undefined
      if (stopped) return
      if (job) update(() => ({ job, link: 'polling' }))
      // A job that is gone or forbidden stays so: only faults of the server or the network are worth asking again.
      if (job ? hasEnded(job) : response.status >= 400 && response.status < 500) return
    } catch {
      if (stopped) return
      update((before) => ({ ...before, link: 'lost' }))
    }
    if (!stopped) timer = setTimeout(poll, POLL_MS)
  }

  const events = new EventSource(`${base}/events`)
  const onEvent = (event: MessageEvent<string>) => {
    const job = parseJob(event.data)
    if (!job) return
    faults = 0
    update(() => ({ job, link: 'events' }))
    if (hasEnded(job)) events.close()
  }
  events.onmessage = onEvent
  events.onerror = () => {
    faults += 1
    if (events.readyState !== EventSource.CLOSED && faults < MAX_STREAM_FAULTS) return
    events.close()
    poll().catch((error: unknown) => console.error(error))
  }

  return () => {
    stopped = true
    events.close()
    clearTimeout(timer)
  }
}
