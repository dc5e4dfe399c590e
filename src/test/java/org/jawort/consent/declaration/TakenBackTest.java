package org.jawort.consent.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.Basis;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.Recording;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.Statuses;
import org.jawort.consent.permission.ConsentSettings;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A declaration that was recorded by mistake covers what stood before it, and lifts nothing. */
class TakenBackTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "mistake-" + UUID.randomUUID() + "@example.org";
  private final Actor staff = Actor.staff(UUID.randomUUID());

  @BeforeEach
  void known() {
    tenant.signUp(address);
  }

  @AfterEach
  void theLedgerSaysTheSame() {
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
  }

  private Recording by() {
    return new Recording(tenant.id(), tenant.newsletter(), staff, "STAFF_ENTRY");
  }

  private List<StatementTarget> them() {
    return List.of(StatementTarget.blind(tenant.point(address)));
  }

  private StatementOutcome declare() {
    tenant.server().clock().tick(Duration.ofMinutes(1));
    Declaration paper =
        Declaration.builder().basis(Basis.PAPER).reference("folder 7").at(tenant.now()).build();
    return tenant.bean(Statements.class).declare(by(), them(), paper).getFirst();
  }

  private StatementOutcome takeBack() {
    Declaration why = Declaration.of(null, "the wrong one");
    return tenant.bean(Statements.class).takeBack(by(), them(), why).getFirst();
  }

  private void happens(String types) {
    for (String type : types.split(" ")) {
      tenant.happens(
          tenant.point(address),
          tenant.newsletter(),
          EventType.valueOf(type),
          type.equals("LAPSED") ? Actor.PROCESS : Actor.RECIPIENT);
    }
  }

  @ParameterizedTest
  @CsvSource({"REFUSED, REFUSED", "LAPSED, LAPSED", "CONFIRMED REVOKED, REVOKED"})
  @DisplayName("S1-03 taken back, what stood before stands again, and nobody may be asked")
  void again(String story, String stood) {
    tenant.bean(ConsentSettings.class).allowDeclareAfterWithdrawal(tenant.id(), staff.id(), true);
    happens(story);
    assertThat(declare()).isInstanceOf(StatementOutcome.Done.class);
    assertThat(tenant.status(address)).isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(takeBack()).isInstanceOf(StatementOutcome.Done.class);
    assertThat(tenant.status(address)).isEqualTo(stood);
    assertThat(tenant.may(address, MessageClass.OPT_IN)).isEqualTo(stood);
    StatedBasis basis = StatedBasis.of(AskingBasis.ASKED_IN_PERSON, null, tenant.now());
    assertThat(
            tenant
                .bean(OptIns.class)
                .request(
                    tenant.id(),
                    List.of(tenant.point(address)),
                    tenant.newsletter(),
                    basis,
                    staff,
                    "STAFF")
                .getFirst())
        .isInstanceOf(OptInRequestOutcome.ForbiddenByStatus.class);
    // Once more, and over two declarations.
    declare();
    takeBack();
    assertThat(tenant.status(address)).isEqualTo(stood);
  }

  @Test
  @DisplayName("S1-03 a withdrawal that was covered once is not declared over without the setting")
  void settingSwitchedOff() {
    happens("CONFIRMED REVOKED");
    ConsentSettings settings = tenant.bean(ConsentSettings.class);
    settings.allowDeclareAfterWithdrawal(tenant.id(), staff.id(), true);
    declare();
    takeBack();
    settings.allowDeclareAfterWithdrawal(tenant.id(), staff.id(), false);
    assertThat(declare())
        .isInstanceOfSatisfying(
            StatementOutcome.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(StatementOutcome.Reason.WITHDRAWN));
    assertThat(tenant.status(address)).isEqualTo("REVOKED");
  }
}
