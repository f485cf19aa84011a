import { noAnswer, type Http } from '../transport/http.ts'

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes of the request; `total` counts its envelope too. */
  sent: number
  total: number
}

/** XMLHttpRequest, for the one thing that fetch cannot do: say how much has been sent. */
export function httpOverXhr(onProgress: (progress: UploadProgress) => void): Http {
  return ({ method, url, headers, credentials, body, signal }) =>
    new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest()
      xhr.open(method, url)
      xhr.withCredentials = credentials === 'include'
      for (const name of Object.keys(headers)) xhr.setRequestHeader(name, headers[name] ?? '')
      xhr.upload.addEventListener('progress', ({ loaded, total }) => onProgress({ sent: loaded, total }))
      xhr.addEventListener('load', () =>
        resolve({ status: xhr.status, text: xhr.responseText, header: (name) => xhr.getResponseHeader(name) }),
      )
      xhr.addEventListener('error', () => reject(noAnswer()))
      signal.addEventListener('abort', () => xhr.abort())
      xhr.send(body)
    })
}
