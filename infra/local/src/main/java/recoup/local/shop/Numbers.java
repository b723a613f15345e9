package recoup.local.shop;

/** Numbers as a platform gives them: each once, also after what had it is gone. */
final class Numbers {
    private long last;

    Numbers(long before) {
        this.last = before;
    }

    synchronized String next() {
        return Long.toString(++last);
    }

    synchronized void seen(String number) {
        last = Math.max(last, Long.parseLong(number));
    }
}
