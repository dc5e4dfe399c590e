package org.jawort.desk.dossier;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;

/**
 * Says at each link of a tagged PDF where it leads, as PDF/UA-1 demands of the link itself (ISO
 * 14289-1, 7.18.5): the title, which stands at its structure element alone until then.
 */
final class LinkWords {
  private LinkWords() {}

  static void add(PDDocument document) throws IOException {
    PDNumberTreeNode elements =
        document.getDocumentCatalog().getStructureTreeRoot().getParentTree();
    for (PDPage page : document.getPages()) {
      for (PDAnnotation annotation : page.getAnnotations()) {
        if (annotation instanceof PDAnnotationLink && annotation.getContents() == null) {
          annotation.setContents(title(elements, annotation.getStructParent()));
        }
      }
    }
  }

  /** The title of the link whose structure element the tree has at that number. */
  private static String title(PDNumberTreeNode elements, int number) throws IOException {
    Object element = elements.getValue(number);
    if (element instanceof COSObjectable value
        && value.getCOSObject() instanceof COSDictionary dictionary) {
      String title = dictionary.getString(COSName.ALT);
      if (title != null) {
        return title;
      }
    }
    throw new IllegalStateException("a link in the template of a document has no title");
  }
}
