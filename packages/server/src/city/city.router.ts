import {
  areasInput,
  areasOutput,
  cityProfile,
  layersOutput,
  located,
  locateInput,
  placesInput,
  placesOutput,
  plateInput,
  plateOutput,
  shapesInput,
  shapesOutput,
} from '@civicgrid/contracts'
import { noInput, publicProcedure, router } from '../http/procedures.ts'
import type { CityService } from './city.service.ts'

/** What the city is: for guests too, since they may look around. */
export function createCityRouter(city: CityService) {
  return router({
    get: publicProcedure
      .input(noInput)
      .output(cityProfile)
      .query(({ ctx }) => city.profile(ctx.actor.kind === 'staff')),
    locate: publicProcedure
      .input(locateInput)
      .output(located)
      .query(({ input }) => city.locate(input.point)),
    areas: publicProcedure
      .input(areasInput)
      .output(areasOutput)
      .query(({ input }) => city.areas(input.parent ?? null)),
    shapes: publicProcedure
      .input(shapesInput)
      .output(shapesOutput)
      .query(({ input }) => city.shapes(input.level, input.bounds ?? null)),
    layers: publicProcedure
      .input(noInput)
      .output(layersOutput)
      .query(() => city.layers()),
    plate: publicProcedure
      .input(plateInput)
      .output(plateOutput)
      .query(({ input }) => ({ place: city.plate(input.text) })),
    places: publicProcedure
      .input(placesInput)
      .output(placesOutput)
      .query(({ input }) => ({ items: city.places(input.words, input.limit) })),
  })
}
