package recoup.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Deflate with a dictionary: most of a small answer is names that every answer has, so what is stored is what differs.
 * Stored answers live for 30 days, so a dictionary may only be changed by adding a second one; the first byte says which.
 */
final class Compression {
    private static final byte FIRST = 1;

    /** The likeliest text last: deflate writes what is near in fewer bits. */
    private static final byte[] DICTIONARY = """
        "reason":{"key":"other","message":""},"debtSettled":"ISSUE","SPEND","REAPPLY","ADJUST","trigger":"PLATFORM",\
        "trigger":"BULK","trigger":"ADJUSTMENT","paymentStatus":"PAID","status":"CONFIRMED","status":"COMPLETED",\
        {"order":{"orderId":"","number":"","customerId":"","status":"PENDING","status":"CANCELLED",\
        "paymentStatus":"PENDING","paymentAttemptId":null,"paymentDueAt":null,"total":,"refundedTotal":0,\
        "currency":"USD","tags":[],"placedAt":"20","cancelledAt":null,"cancelledBy":null,\
        "cancelledBy":{"trigger":"MANUAL","actor":""},"creditRevertStatus":"NOT_APPLICABLE",\
        "pointsRevertStatus":"NOT_APPLICABLE","creditRevertStatus":"REVERTED","pointsRevertStatus":"REVERTED",\
        "NOT_REVERTED","assets":[{"asset":"STORE_CREDIT","allocated":,"reverted":0,"outstanding":0,"coverage":"FULL",\
        "coverage":"NONE","coverage":"PARTIAL","lots":[{"lotId":"lot_","amount":,"expiresOn":null,"reverted":true},\
        "reverted":false}]},{"asset":"POINTS","allocated":],"granted":0,"clawedBack":0,"writtenOff":0},\
        "entries":[{"entryId":"ent_","type":"REVERT","asset":"STORE_CREDIT","amount":,"lotId":"lot_","expiresOn":"20\
        ","orderId":"","trigger":"MANUAL","actor":"","occurredAt":"20","balanceAfter":}],\
        "plan":{"planHash":"","asOf":"20","validUntil":null,"validUntil":"20","assets":[{"asset":"STORE_CREDIT",\
        "allocated":,"alreadyReverted":0,"toRevert":,"outstandingAfter":0,"statusAfter":"REVERTED",\
        "coverageAfter":"FULL","debtSettled":0,"lots":[{"lotId":"lot_","amount":,"expiresOn":"20","expired":true,\
        "action":"REVERT_EXTENDED","newExpiresOn":"20","why":"EXPIRED_EXTENDED"},"expired":false,"action":"SKIP",\
        "newExpiresOn":null,"why":"EXPIRED_NOT_EXTENDED"},"why":"NOT_CHOSEN"},"why":"ALREADY_REVERTED"},\
        "action":"REVERT","newExpiresOn":null,"why":"VALID"}]}],"clawback":null}}\
        """.getBytes(StandardCharsets.UTF_8);

    private Compression() {}

    static byte[] compressed(String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(FIRST);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setDictionary(DICTIONARY);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static String expanded(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != FIRST) {
            throw new IllegalStateException("a stored answer was compressed with a dictionary that is not known here");
        }
        var inflater = new Inflater(true);
        inflater.setDictionary(DICTIONARY);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes, 1, bytes.length - 1), inflater)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("a stored answer cannot be read", broken);
        } finally {
            inflater.end();
        }
    }
}
