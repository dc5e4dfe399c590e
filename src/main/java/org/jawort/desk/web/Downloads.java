package org.jawort.desk.web;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.integration.Proofs;
import org.jawort.platform.web.Answer;
import org.jawort.platform.web.ContentPolicy;
import org.jawort.platform.web.PageFault;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Hands out files, always to be saved: what is in them is not for a browser's history or frame. */
public final class Downloads {
  private Downloads() {}

  /** The media type of a format. */
  public static MediaType type(Proofs.Format format) {
    return switch (format) {
      case PDF -> MediaType.APPLICATION_PDF;
      case JSON -> MediaType.APPLICATION_JSON;
    };
  }

  /**
   * The document, unless it cannot be given.
   *
   * @param none the fault where there is no such thing
   */
  public static Answer of(
      Proofs.ProofOutcome proofOutcome, MediaType type, Supplier<PageFault> none) {
    return switch (proofOutcome) {
      case Proofs.ProofOutcome.Made(String name, Proofs.Content content) ->
          Answer.file(name, type, content::writeTo);
      case Proofs.ProofOutcome.NotYetSealed() ->
          throw PageFault.conflict("dossier.waiting").header(HttpHeaders.RETRY_AFTER, "1");
      case Proofs.ProofOutcome.Unknown() -> throw none.get();
    };
  }

  /** A scan: nothing in it can run or be shown as a page of ours. */
  public static Answer scan(EvidenceFiles.Content scan) {
    return Answer.written(scan.file().type(), scan.bytes())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(scan.file().name(), StandardCharsets.UTF_8)
                .build()
                .toString())
        .policy(ContentPolicy.framed("").with("frame-ancestors", "'none'"));
  }
}
