import { useRouteError } from 'react-router'
import { ErrorState } from '#kernel/web'

/** Shown in place of a page that failed: why, and a way to try again. */
export function PageError() {
  // After an update of the server the old pieces of pages are gone; reloading fetches the new ones.
  return <ErrorState error={useRouteError()} onRetry={() => location.reload()} />
}
