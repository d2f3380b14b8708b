// Live lists: the stream says that something changed, the page fetches its own address and swaps the list.
export function watch () {
  const list = document.querySelector('[data-live]')
  if (!list || !('EventSource' in window)) return
  const status = document.getElementById('live-status')
  let stream, before = false
  const refresh = async words => {
    const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'live' }, redirect: 'error' }).catch(() => null)
    if (!answer?.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    for (const part of document.querySelectorAll('[data-live-part]')) {
      const fresh = page.querySelector(`[data-live-part="${part.dataset.livePart}"]`)
      if (fresh && fresh.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.replaceWith(fresh)
    }
    if (words) status.textContent = words
  }
  const open = () => {
    stream?.close()
    stream = new EventSource(list.dataset.live)
    // What changed while there was no stream was not heard of.
    stream.addEventListener('ready', () => { if (before) refresh(); before = true })
    stream.addEventListener('changed', event => refresh(event.data))
  }
  // Over HTTP/1.1 a browser has six connections to a place for all its tabs: one that nobody looks at gives its own back.
  document.addEventListener('visibilitychange', () => { if (document.hidden) stream?.close(); else open() })
  addEventListener('pagehide', () => stream?.close())
  if (!document.hidden) open()
}
