import { admin as words } from '@/text/admin'
import { Button } from '@/ui/Button'
import { showToast } from '@/ui/toasts'

/** How a company puts a form on its own site. None of it needs script. */
export function Embed({ door }: { door: string }) {
  const page = `${location.origin}/form/${door}`
  return (
    <div style={{ marginBottom: 14 }}>
      <Snippet title={words.door.page} text={page} />
      <Snippet title={words.door.frame} text={frame(page)} />
      <Snippet title={words.door.plain} text={plain(page)} />
    </div>
  )
}

function frame(page: string): string {
  return `<iframe src="${page}?embed" title="Contact" style="width:100%;height:820px;border:0"></iframe>`
}

function plain(page: string): string {
  return `<form method="post" action="${page}" accept-charset="utf-8">
  <p><label>Your name<br><input name="name" autocomplete="name"></label></p>
  <p><label>Your mail address<br><input name="email" type="email" autocomplete="email" required></label></p>
  <p><label>What can we do for you?<br><textarea name="message" rows="8" required></textarea></label></p>
  <p hidden><label>Leave this empty <input name="website" tabindex="-1" autocomplete="off"></label></p>
  <button>Send</button>
</form>`
}

export function Snippet({ title, text }: { title: string; text: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      showToast(words.door.copied)
    } catch {
      showToast(words.door.notCopied, { tone: 'wrong' })
    }
  }
  return (
    <section aria-label={title} style={{ marginBottom: 12 }}>
      <div className="row">
        <p className="small">{title}</p>
        <Button className="end" onClick={() => void copy()}>
          {words.door.copy}
        </Button>
      </div>
      <p className="code" style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </p>
    </section>
  )
}
