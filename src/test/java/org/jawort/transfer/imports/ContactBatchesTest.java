package org.jawort.transfer.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.TestServer;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens to a batch when a node dies in the middle, and to a row that cannot be stored. */
class ContactBatchesTest {
  private static final byte[] DIGEST = new byte[32];

  private final TestServer server = TestServer.guest();
  private final TenantId tenant = server.tenant();
  private final ContactBatches batches = server.bean(ContactBatches.class);
  private final BatchRows rows = server.bean(BatchRows.class);
  private final BatchAnswerRows answers = server.bean(BatchAnswerRows.class);
  private final BatchCall call = new BatchCall(tenant, UUID.randomUUID(), "key");

  /** Nothing but what it is like, as of a body that was read before. */
  private static final BatchSource SAME =
      new BatchSource() {
        @Override
        public List<BatchLine> next(int most) throws IOException {
          return List.of();
        }

        @Override
        public byte[] digest() {
          return DIGEST.clone();
        }
      };

  private static BatchLine line(int number) {
    CheckedAddress address =
        CheckedAddress.parse(Channel.EMAIL, "row-" + number + "@died.example", "DE").orElseThrow();
    return new BatchLine.Good(new BatchContact(address, null, null, "Ada", null, null, null, null));
  }

  /** A batch of so many rows that is here whole, and in nobody's hands any more. */
  private ImportId here(int count) {
    Instant now = server.clock().instant();
    var id = new ImportId(UUID.randomUUID());
    return server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              Batch batch = rows.hold(connection, call, id, now, now).orElseThrow();
              server
                  .bean(BatchStaging.class)
                  .lay(
                      connection,
                      tenant,
                      id,
                      0,
                      IntStream.rangeClosed(1, count).mapToObj(ContactBatchesTest::line).toList());
              rows.read(connection, tenant, batch.read(count, DIGEST));
              return id;
            });
  }

  private List<String> outcomes(ImportId id) {
    return batches.answers(tenant, id, 0).stream()
        .map(answer -> answer.outcome() + " " + answer.reasons())
        .toList();
  }

  @Test
  @DisplayName(
      "B-10 what a killed node had read goes on with the same call, and makes nobody twice")
  void goesOn() throws Exception {
    ImportId id = here(3);
    Instant now = server.clock().instant();
    server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              var first = new Span(tenant, id, 1, 1);
              server
                  .bean(Taking.class)
                  .take(connection, first, Mapping.ofBatch("de"), Origin.API, now);
              answers.answer(connection, first);
              rows.taken(connection, first, now);
              return true;
            });
    assertThat(batches.take(call, SAME)).isEqualTo(new BatchOutcome.Answered(id));
    assertThat(outcomes(id)).containsExactly("CREATED []", "CREATED []", "CREATED []");
    assertThat(batches.take(call, SAME)).isEqualTo(new BatchOutcome.Answered(id));
    assertThat(outcomes(id)).hasSize(3);
  }

  @Test
  @DisplayName("B-10 a row that the database will not have is refused alone")
  void faultyRow() throws Exception {
    ImportId id = here(5);
    server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                Rows.sql(
                        connection,
                        "UPDATE import_row SET kind = 'KING' WHERE tenant_id = :t AND number = 4")
                    .uuid("t", tenant.value())
                    .update());
    batches.take(call, SAME);
    assertThat(outcomes(id))
        .containsExactly("CREATED []", "CREATED []", "CREATED []", "REFUSED [FAULT]", "CREATED []");
  }

  @Test
  @DisplayName("B-10, law 64 what a batch came to is kept for a day, and ids and reasons alone")
  void keeping() throws Exception {
    ImportId id = here(2);
    batches.take(call, SAME);
    assertThat(outcomes(id)).hasSize(2);
    Instant now = server.clock().instant();
    server
        .bean(Database.class)
        .write(
            tenant,
            connection -> rows.end(connection, tenant, now.plus(Duration.ofSeconds(1)), now));
    assertThat(outcomes(id)).isEmpty();
  }
}
