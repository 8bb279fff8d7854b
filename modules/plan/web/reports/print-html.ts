/**
 * Prints a page of HTML by the browser's own dialogue (which also saves PDF). The page stands in a hidden frame that
 * may not run scripts, so that nothing in a report can act as the user.
 */
export function printHtml(html: string): void {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals')
  frame.setAttribute('aria-hidden', 'true')
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;inset:auto 0 0 auto'
  frame.onload = () => {
    const page = frame.contentWindow
    if (!page) return
    page.onafterprint = () => frame.remove()
    page.focus()
    page.print()
  }
  frame.srcdoc = html
  document.body.append(frame)
}
