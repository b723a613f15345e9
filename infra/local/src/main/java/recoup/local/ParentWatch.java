package recoup.local;

import java.time.Duration;

/**
 * Ends this process when the one that started it is gone. Maven cannot always tell its child: after a kill -9 nobody
 * sends a signal, and standard input may not be a pipe to Maven. The kernel tells, by giving an orphan another parent.
 */
final class ParentWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private ParentWatch() {}

    static void start(Runnable orphaned) {
        var parent = ProcessHandle.current().parent();
        if (parent.isEmpty()) {
            // Not visible from here, such as outside of a container: there is nothing to watch.
            return;
        }
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            while (isStillParent(parent.get())) {
                sleep();
            }
            orphaned.run();
        });
    }

    private static boolean isStillParent(ProcessHandle parent) {
        return parent.isAlive()
                && ProcessHandle.current().parent().filter(parent::equals).isPresent();
    }

    private static void sleep() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
