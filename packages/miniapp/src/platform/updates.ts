import Taro from '@tarojs/taro'
import { t } from './words.ts'

/** A newer program has been fetched: it is offered, since it begins anew. What was written is kept. */
export function watchUpdates(): void {
  // A browser asks for the newest by itself.
  if (process.env.TARO_ENV === 'h5') return
  const updates = Taro.getUpdateManager()
  updates.onUpdateReady(() => {
    const asked = Taro.showModal({
      title: t('mini.updateTitle'),
      content: t('mini.updateText'),
      confirmText: t('mini.updateNow'),
      cancelText: t('mini.updateLater'),
    })
    void asked.then(({ confirm }) => {
      if (confirm) updates.applyUpdate()
    })
  })
}
