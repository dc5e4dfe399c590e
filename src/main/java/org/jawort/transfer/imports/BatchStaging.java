package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lays the lines of a batch down as rows of an import, of which nothing counts yet. */
@Component
class BatchStaging {
  private final Staging staging;
  private final BatchAnswerRows answers;
  private final ImportSettings settings;
  private final Tenants tenants;
  private final Ids ids;

  BatchStaging(
      Staging staging, BatchAnswerRows answers, ImportSettings settings, Tenants tenants, Ids ids) {
    this.staging = staging;
    this.answers = answers;
    this.settings = settings;
    this.tenants = tenants;
    this.ids = ids;
  }

  /** Lays them down behind so many others. */
  void lay(
      Connection connection, TenantId tenant, ImportId batch, int behind, List<BatchLine> lines)
      throws SQLException {
    var good = new ArrayList<StagedRow>();
    var bad = new ArrayList<BatchAnswerRows.Bad>();
    Tenant of = tenants.find(tenant);
    Set<EvidenceNeed> needs = settings.needs(tenant);
    for (int i = 0; i < lines.size(); i++) {
      int number = behind + i + 1;
      switch (lines.get(i)) {
        case BatchLine.Good(BatchContact contact) -> good.add(row(number, contact, of, needs));
        case BatchLine.Bad(BatchLine.Problem problem) ->
            bad.add(new BatchAnswerRows.Bad(number, problem));
      }
    }
    if (!good.isEmpty()) {
      staging.lay(connection, tenant, batch, good);
    }
    if (!bad.isEmpty()) {
      answers.refuse(connection, tenant, batch, bad);
    }
  }

  private StagedRow row(int number, BatchContact contact, Tenant of, Set<EvidenceNeed> needs) {
    var row = new StagedRow(number, 0, number, List.of(ids.next(), ids.next(), ids.next()));
    row.address = contact.address();
    row.mobile = contact.mobile();
    row.kind = contact.kind() == null ? null : contact.kind().name();
    row.firstName = contact.firstName();
    row.lastName = contact.lastName();
    row.company = contact.company();
    row.language = contact.language() == null ? null : contact.language().code();
    if (contact.consent() != null) {
      claim(row, contact.consent(), of, needs);
    }
    return row;
  }

  /** The firewall of files: no consent without the evidence that the tenant asks for. */
  private static void claim(
      StagedRow row, BatchContact.Said said, Tenant of, Set<EvidenceNeed> needs) {
    String ip = said.ip() == null ? null : of.ipMode().keep(said.ip());
    var proof =
        new StagedRow.Proof(
            said.at(),
            said.confirmedAt(),
            ip,
            said.wording(),
            said.source(),
            said.endedAt(),
            text(said, ip));
    if (said.claim() == Claim.GIVEN && !EvidenceNeed.lacking(needs, proof).isEmpty()) {
      row.note(NoteReason.CONSENT_WITHOUT_EVIDENCE, -1, null);
      return;
    }
    row.claim = said.claim();
    row.purpose = said.purpose().value();
    row.proof = proof;
  }

  /** What was handed over, as evidence; the network address as much as is kept of it. */
  private static String text(BatchContact.Said said, @Nullable String ip) {
    return Stream.of(
            line("status", said.claim()),
            line("at", said.at()),
            line("confirmedAt", said.confirmedAt()),
            line("endedAt", said.endedAt()),
            line("source", said.source()),
            line("ip", ip))
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"));
  }

  private static @Nullable String line(String name, @Nullable Object value) {
    return value == null ? null : name + ": " + value;
  }
}
