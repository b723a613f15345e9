/** What holds of the project as a whole: its arrows, its format, its rules' document. */
@NullMarked
package recoup;

import org.jspecify.annotations.NullMarked;
