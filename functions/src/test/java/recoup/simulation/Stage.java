package recoup.simulation;

import java.util.random.RandomGenerator;
import recoup.handlers.Roads;
import recoup.handlers.Shop;

/**
 * What a run is played on.
 *
 * @param shop the first merchant's; the store and the clocks are everybody's
 * @param roads the queues, the topic and the schedule, which are everybody's, too
 * @param random what the seed decides
 * @param tally who is told of everything
 */
record Stage(Shop shop, Roads roads, RandomGenerator random, Tally tally) {}
