package recoup.local;

import java.time.Duration;
import java.util.List;

/** Runs the stack until Ctrl-C, or until the process that started it is gone. */
public final class Main {
    /** Given by Maven, which cannot always end its child. */
    static final String END_WITH_PARENT = "--end-with-parent";
    /** Beyond it the process ends even if something does not let go. */
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private Main() {}

    public static void main(String... arguments) {
        var began = System.nanoTime();
        try {
            if (endsWithParent(List.of(arguments))) {
                ParentWatch.start(Main::end);
            }
            var options = Options.of(System.getenv());
            var stack = LocalStack.start(options);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(stack::close));
            System.out.println(welcome(options, stack, Duration.ofNanos(System.nanoTime() - began)));
        } catch (StartRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    private static boolean endsWithParent(List<String> arguments) {
        if (arguments.isEmpty()) {
            return false;
        }
        if (arguments.equals(List.of(END_WITH_PARENT))) {
            return true;
        }
        throw new StartRefused(
                "The stack is set by environment variables (RECOUP_PORT, RECOUP_DATA, RECOUP_DEMO), not by "
                        + String.join(" ", arguments) + ".");
    }

    private static void end() {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(LONGEST_END);
            } catch (InterruptedException _) {
                // Ends at once then.
            }
            Runtime.getRuntime().halt(1);
        });
        System.exit(0);
    }

    private static String welcome(Options options, LocalStack stack, Duration start) {
        var path = options.demo() ? "/v1/orders/" + DemoShop.ORDER : "/v1/settings";
        return """
            Recoup is up at %s (started in %d.%d s), the merchant is "%s".

            TOKEN=%s
            curl -s %s%s -H "Authorization: Bearer $TOKEN"

            Callbacks, events, the schedule of every minute and notifications run as well. What was published:
            curl -s "%s/_local/notifications?merchantId=%s"

            Ctrl-C ends it; %s.\
            """.formatted(
                stack.address(),
                start.toSeconds(),
                start.toMillisPart() / 100,
                DemoShop.MERCHANT,
                stack.token(DemoShop.MERCHANT, Role.ADMIN),
                stack.address(),
                path,
                stack.address(),
                DemoShop.MERCHANT,
                options.data().map(folder -> "its data stays in " + folder).orElse("nothing is kept"));
    }
}
