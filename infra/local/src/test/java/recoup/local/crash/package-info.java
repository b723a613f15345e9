/**
 * Crashes for real: the functions are a process of their own, started by {@link recoup.local.Main} as ever, and killed with
 * SIGKILL under the hands of clients who want orders, cancels, reverts, grants and redemptions. Then they are started again, on
 * the same port, over the same store and queues; what was not answered is asked again, and what was not done comes back from
 * the queues. After each kill, and when everybody is done, the raw table is held to the clients' diary: nothing acknowledged is
 * lost, nothing is doubled, nothing is half done.
 *
 * <p>What is not killed is what AWS would keep: DynamoDB and SQS, which live in the test's process and are reached over HTTP on
 * 127.0.0.1. DynamoDB Local is behind its own handler of the real protocol, so that the functions' SDK clients, its
 * transactions, its conditions and its stream are the real ones and nothing is marshalled by code of ours; only its server is
 * not used, which would listen on all interfaces. It holds everything in memory: in file mode a store that is killed may lose
 * its last acknowledged write, but it is not the store that is on trial. The consumers of queues and stream, the topic and the
 * shops die with the functions. Up to where the stream was read, what was published and the shops' codes are in the data folder,
 * which the kernel keeps. The clients' diary is in their own process and lives as long as they do.
 *
 * <p>The auditor uses no code that is deployed. That it can find something is shown by programs of the test tree with a
 * {@link recoup.local.crash.Mistake} in them, each of which works as long as nobody dies.
 *
 * <p>A seed says who wants what and when the kills come; where in an operation they hit is up to the machine.
 */
@NullMarked
package recoup.local.crash;

import org.jspecify.annotations.NullMarked;
