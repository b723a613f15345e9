package recoup.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** What the stack is made of: started side by side, and ended one after the other, the last one first. */
final class Parts implements AutoCloseable {
    /** A part that may still be starting. */
    static final class Part<T extends AutoCloseable> {
        private final FutureTask<T> starting;

        private Part(FutureTask<T> starting) {
            this.starting = starting;
        }

        /** The part, once it has started. */
        T get() {
            try {
                return starting.get();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new StartRefused("The start was interrupted.");
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof StartRefused refused) {
                    throw refused;
                }
                throw new IllegalStateException("A part of the stack cannot be started", failed.getCause());
            }
        }
    }

    private final Deque<Part<?>> parts = new ArrayDeque<>();

    <T extends AutoCloseable> Part<T> start(String name, Callable<T> start) {
        var part = new Part<>(new FutureTask<>(start));
        parts.push(part);
        Thread.ofPlatform().daemon().name("start the " + name).start(part.starting);
        return part;
    }

    <T extends AutoCloseable> T add(T started) {
        var part = new Part<>(new FutureTask<>(() -> started));
        part.starting.run();
        parts.push(part);
        return started;
    }

    /** Ends what has started; what could not be started has ended itself. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().starting.get().close();
            } catch (ExecutionException _) {
                // It never started; who asked for it was told.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                System.err.println("A part of the stack did not end well: " + e);
            }
        }
    }
}
