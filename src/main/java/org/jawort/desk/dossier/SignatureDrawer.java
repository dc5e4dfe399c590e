package org.jawort.desk.dossier;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.render.DefaultObjectDrawerFactory;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jawort.consent.declaration.DrawnSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Draws a signature into a PDF, stroke by stroke, from the points of the kept picture: nothing that
 * reads pictures of others has a part in it.
 */
final class SignatureDrawer implements FSObjectDrawer {
  private static final String TYPE = "jawort/signature";
  private static final float PEN = 3;

  static FSObjectDrawerFactory factory() {
    var factory = new DefaultObjectDrawerFactory();
    factory.registerDrawer(TYPE, new SignatureDrawer());
    return factory;
  }

  @Override
  public @Nullable Map<Shape, String> drawObject(
      Element element,
      double x,
      double y,
      double width,
      double height,
      OutputDevice device,
      RenderingContext context,
      int dotsPerPixel) {
    byte[] picture = element.getAttribute("data-picture").getBytes(StandardCharsets.US_ASCII);
    float wide = (float) width / dotsPerPixel;
    float high = (float) height / dotsPerPixel;
    DrawnSignature.read(picture)
        .ifPresent(
            signature ->
                device.drawWithGraphics(
                    (float) x,
                    (float) y,
                    wide,
                    high,
                    graphics -> draw(graphics, signature, wide, high)));
    return null;
  }

  private static void draw(Graphics2D graphics, DrawnSignature signature, float wide, float high) {
    double scale = Math.min(wide / signature.width(), high / signature.height());
    graphics.scale(scale, scale);
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    signature
        .strokes()
        .forEach(
            stroke -> {
              var path = new Path2D.Float();
              path.moveTo(stroke.getFirst().x(), stroke.getFirst().y());
              stroke.forEach(at -> path.lineTo(at.x(), at.y()));
              graphics.draw(path);
            });
  }
}
