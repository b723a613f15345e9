/**
 * What somebody would try who means harm: another merchant's token, a role that is not theirs, a callback that was tampered with,
 * a cursor from elsewhere, and reading what was logged. Each test holds that nothing was let in, nothing was written and nothing
 * was shown, and that it would have noticed.
 */
@NullMarked
package recoup.attacks;

import org.jspecify.annotations.NullMarked;
