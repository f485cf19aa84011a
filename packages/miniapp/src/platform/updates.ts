import Taro from '@tarojs/taro'
import { t } from './words.ts'

/** A newer program has been fetched: it is offered, since it begins anew. What was written is kept. */
export function watchUpdates(): void {
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
