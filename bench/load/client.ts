import autocannon from 'autocannon'

/** What the client is asked: as many connections as there are users, each with its own headers. */
export interface Order {
  readonly url: string
  readonly users: readonly Record<string, string>[]
  readonly paths: readonly string[]
  readonly seconds: number
}

/** Latencies in milliseconds. */
export interface Outcome {
  readonly requestsPerSecond: number
  readonly p50: number
  readonly p97_5: number
  readonly failed: number
}

/** The client is a process of its own, as users are: in the server's it would take the server's time and count it. */
process.once('message', async ({ url, users, paths, seconds }: Order) => {
  let next = 0
  const result = await autocannon({
    url,
    connections: users.length,
    duration: seconds,
    setupClient(client) {
      const headers = users[next % users.length]!
      const offset = next++
      client.setRequests(
        paths.map((_, i) => ({ method: 'GET', path: paths[(i + offset * 5) % paths.length]!, headers })),
      )
    },
  })
  const outcome: Outcome = {
    requestsPerSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p97_5: result.latency.p97_5,
    failed: result.non2xx + result.errors,
  }
  process.send!(outcome)
})
