package org.jawort.form.web.tablet;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.Basis;
import org.jawort.consent.Declaration;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.form.OpenForm;
import org.jawort.form.SubmissionCheckOutcome;
import org.jawort.form.tablet.Tablet;
import org.jawort.form.web.SignUpEvidence;
import org.jawort.optin.SignUp;
import org.jawort.platform.Settings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts together what backs a sign-up on a tablet: what backs every sign-up, and who of the staff
 * opened it, where, when it was signed and how (law 15, 19).
 */
@Component
class TabletEvidence {
  private final SignUpEvidence seen;
  private final EvidenceFiles files;
  private final MessageSource messages;
  private final Settings settings;

  TabletEvidence(
      SignUpEvidence seen, EvidenceFiles files, MessageSource messages, Settings settings) {
    this.seen = seen;
    this.files = files;
    this.messages = messages;
    this.settings = settings;
  }

  /** Something that was signed, and when. */
  record Signed(
      SubmissionCheckOutcome.Complete complete, TabletEntry.Signature signature, Instant at) {}

  SignUp signUp(Tablet tablet, OpenForm open, Signed signed, HttpServletRequest request) {
    String page = settings.publicUrl() + TabletAddresses.DEVICE;
    return SignUpEvidence.signUp(
        open,
        signed.complete(),
        seen.evidence(open, signed.complete(), page, request)
            .witnessed(declaration(tablet, open, signed)));
  }

  private Declaration declaration(Tablet tablet, OpenForm open, Signed signed) {
    return Declaration.builder()
        .basis(Basis.TABLET)
        .at(signed.at())
        .saidBy(name(signed))
        .takenBy(tablet.openedBy().value())
        .takenByName(tablet.openedByName())
        .occasion(tablet.place())
        .note(note(signed.signature(), open.form().language().locale()))
        .file(file(tablet, signed.signature()))
        .build();
  }

  private static @Nullable String name(Signed signed) {
    if (signed.signature() instanceof TabletEntry.Signature.Typed(String name)) {
      return name;
    }
    String name =
        Stream.of(signed.complete().firstName(), signed.complete().lastName())
            .filter(part -> part != null)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }

  private String note(TabletEntry.Signature signature, Locale locale) {
    String how =
        switch (signature) {
          case TabletEntry.Signature.Drawn(var drawing, String by) -> by;
          case TabletEntry.Signature.Typed typed -> "typed";
        };
    return messages.getMessage("tablet.evidence." + how, null, locale);
  }

  private Declaration.@Nullable File file(Tablet tablet, TabletEntry.Signature signature) {
    return switch (signature) {
      case TabletEntry.Signature.Drawn(var drawing, String by) ->
          files.keep(tablet.tenant(), tablet.openedBy().value(), drawing);
      case TabletEntry.Signature.Typed typed -> null;
    };
  }
}
