package org.jawort.consent.stamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.jawort.platform.Sha256;

/** A token that no authority would give: all is right but the certificate of who signs it. */
final class ForgedToken {
  private ForgedToken() {}

  static byte[] of(TimeStampRequest asked, OpenSslAuthority.Signer signer) throws IOException {
    var info =
        new TSTInfo(
            new ASN1ObjectIdentifier("1.2.3.4.1"),
            new MessageImprint(
                new AlgorithmIdentifier(asked.getMessageImprintAlgOID()),
                asked.getMessageImprintDigest()),
            new ASN1Integer(7),
            new ASN1GeneralizedTime(new Date()),
            null,
            null,
            new ASN1Integer(asked.getNonce() == null ? BigInteger.ZERO : asked.getNonce()),
            null,
            null);
    try {
      var generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSimpleSignerInfoGeneratorBuilder()
              .setSignedAttributeGenerator(
                  new DefaultSignedAttributeTableGenerator(signedBy(signer)))
              .build("SHA256withECDSA", signer.keys().getPrivate(), signer.certificate()));
      generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
      var content =
          new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded());
      ContentInfo token = generator.generate(content, true).toASN1Structure();
      return new TimeStampResp(new PKIStatusInfo(PKIStatus.granted), token).getEncoded();
    } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static AttributeTable signedBy(OpenSslAuthority.Signer signer)
      throws GeneralSecurityException {
    var id = new ESSCertIDv2(Sha256.of(signer.certificate().getEncoded()));
    var attributes = new ASN1EncodableVector();
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
            new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
    return new AttributeTable(attributes);
  }
}
