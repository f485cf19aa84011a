/** A word in passing: «copied», «urged». The widget is fetched when the first one is said. */
export async function say(message: string): Promise<void> {
  const { showToast } = await import('./toast-vant.ts')
  showToast({ message, position: 'bottom', duration: 2_400 })
}
