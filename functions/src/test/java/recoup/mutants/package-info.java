/**
 * Seeded bugs: the sources of the functions with one thing wrong, compiled anew and run by the simulation, which must find each
 * of them. The functions themselves have no switch for any of it.
 */
@NullMarked
package recoup.mutants;

import org.jspecify.annotations.NullMarked;
