/** Where this phone is (WGS-84), as far as it says; null when it may not, cannot, or takes longer than ten seconds. */
export function whereAmI(): Promise<{ lng: number; lat: number } | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lng: coords.longitude, lat: coords.latitude }),
      () => resolve(null),
      { timeout: 10_000, maximumAge: 60_000 },
    )
  })
}
