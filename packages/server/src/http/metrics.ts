import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What operators watch. Labels are fixed words: no path as sent, no person. */
export interface Metrics {
  seen(route: string, status: number, seconds: number): void
  refused(code: string): void
  /** Shown as it is at the moment of asking. */
  gauge(name: string, help: string, read: () => number): void
  text(): Promise<string>
  contentType: string
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'civic_http_request_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const errors = new Counter({
    name: 'civic_errors_total',
    help: 'Answers that were not a success, by code',
    labelNames: ['code'],
    registers: [registry],
  })
  return {
    seen: (route, status, seconds) => requests.observe({ route, status: `${Math.floor(status / 100)}xx` }, seconds),
    refused: (code) => errors.inc({ code }),
    gauge(name, help, read) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read())
        },
      })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
