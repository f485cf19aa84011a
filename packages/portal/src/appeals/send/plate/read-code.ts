/** The square code in a picture. Browsers that read codes themselves do; for the others a reader of our own is fetched. */

interface Detector {
  detect(picture: ImageBitmapSource): Promise<{ rawValue: string }[]>
}
type DetectorClass = new (options: { formats: string[] }) => Detector

/** Codes are read well at this side, and a phone's photo is three times as large. */
const SIDE = 1200

function shown(picture: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('no picture'))
    image.src = URL.createObjectURL(picture)
  })
}

/** What the code says; null when there is none, or it cannot be read. */
export async function readCode(picture: Blob): Promise<string | null> {
  const image = await shown(picture).catch(() => null)
  if (!image) return null
  try {
    return (await detected(image)) ?? (await found(image))
  } finally {
    URL.revokeObjectURL(image.src)
  }
}

async function detected(image: HTMLImageElement): Promise<string | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: DetectorClass }
  if (!BarcodeDetector) return null
  try {
    const [code] = await new BarcodeDetector({ formats: ['qr_code'] }).detect(image)
    return code?.rawValue ?? null
  } catch {
    // Some browsers name the class and have nothing behind it.
    return null
  }
}

async function found(image: HTMLImageElement): Promise<string | null> {
  const scale = Math.min(1, SIDE / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  const context = canvas.getContext('2d')
  if (!context) return null
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height)
  const { default: jsQR } = await import('jsqr')
  return jsQR(data, width, height)?.data ?? null
}
