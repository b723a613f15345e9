/**
 * What payment providers and shop platforms say: their signatures, their formats, and what they mean as events of ours.
 * Pure: bytes and a time in, events and remarks out; well-signed nonsense means nothing and never throws. It knows
 * java.*, Jackson and the model; no ledger, no queue, no clock.
 */
@NullMarked
package recoup.providers;

import org.jspecify.annotations.NullMarked;
