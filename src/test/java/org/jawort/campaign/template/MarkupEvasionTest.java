package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jawort.consent.permission.MessageClass;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Own HTML is judged as a browser reads it, and by a list of what may be there. */
class MarkupEvasionTest {
  private static List<CampaignProblem> problems(String html) {
    return MarkupChecks.of(
        OutputContexts.of(Sandbox.body(Template.HTML.compile(html))), MessageClass.ADVERTISING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<ScRiPt/x>alert(1)</script>",
        "<img alt='' src=x onerror=alert(1)>",
        "<img/alt=''/onerror='alert(1)'>",
        "<p OnClick='x()'>a</p>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href='JaVaScRiPt:alert(1)'>a</a>",
        "<a href=' javascript:alert(1)'>a</a>",
        "<a href='java\tscript:alert(1)'>a</a>",
        "<a href='java&#x0A;script:alert(1)'>a</a>",
        "<a href='java&Tab;script&colon;alert&lpar;1&rpar;'>a</a>",
        "<a href='java&NewLine;script:alert(1)'>a</a>",
        "<a href='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'>a</a>",
        "<a href='&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58alert(1)'>a</a>",
        "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)'>a</a>",
        "<a href='&#0000106avascript:alert(1)'>a</a>",
        "<a href='&#1;javascript:alert(1)'>a</a>",
        "<a href='vbscript:msgbox(1)'>a</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        "<a href='data&colon;text/html;base64,PHNjcmlwdD4='>a</a>",
        "<a href='file:///etc/passwd'>a</a>",
        "<a href='blob:https://evil.example/1'>a</a>",
        "<a href='view-source:https://evil.example'>a</a>",
        "<a href='x' xlink:href='javascript:alert(1)'>a</a>",
        "<a href='https://x.example' ping='https://evil.example'>a</a>",
        "<svg><script>alert(1)</script></svg>",
        "<svg onload=alert(1)></svg>",
        "<math><mtext></mtext></math>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<object data='x'></object>",
        "<embed src='x'>",
        "<form action='https://evil.example'></form>",
        "<input autofocus onfocus=alert(1)>",
        "<button formaction='javascript:alert(1)'>a</button>",
        "<details open ontoggle=alert(1)></details>",
        "<marquee onstart=alert(1)>a</marquee>",
        "<video poster='https://evil.example/p'></video>",
        "<base href='https://evil.example/'>",
        "<link rel=stylesheet href='https://evil.example/x.css'>",
        "<meta http-equiv=refresh content='0;url=https://evil.example'>",
        "<meta http-equiv='&#114;efresh' content='0'>",
        "<meta http-equiv='Content-Security-Policy' content='x'>",
        "<template><img alt='' src='https://evil.example/x'></template>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>a</p></noscript>",
        "<img alt='' src='https://evil.example/pixel.gif'>",
        "<img alt='' src='//evil.example/pixel.gif'>",
        "<img alt='' src='&#104;ttps://evil.example/pixel.gif'>",
        "<img alt='' src='data:image/svg+xml,<svg onload=alert(1)>'>",
        "<img alt='' srcset='https://evil.example/1x.gif 1x'>",
        "<table background='https://evil.example/p'><tr><td>a</td></tr></table>",
        "<p style='background:url(https://evil.example/p)'>a</p>",
        "<p style='background:url( &quot;https://evil.example/p&quot; )'>a</p>",
        "<p style='background:UR&#76;(//evil.example/p)'>a</p>",
        "<p style='background:u\\72l(https://evil.example/p)'>a</p>",
        "<p style='background:\\75\\72\\6C(https://evil.example/p)'>a</p>",
        "<p style='background:u&#92;72 l(https://evil.example/p)'>a</p>",
        "<p style='background-image:image-set(\"https://evil.example/p\" 1x)'>a</p>",
        "<p style='background:-webkit-image-set(\"https://evil.example/p\" 1x)'>a</p>",
        "<p style='width:expression(alert(1))'>a</p>",
        "<p style='width:expr/**/ession(alert(1))'>a</p>",
        "<p style='width:expression/**/(alert(1))'>a</p>",
        "<p style='behavior:url(x.htc)'>a</p>",
        "<p style='-moz-binding:url(x)'>a</p>",
        "<p style='-o-link:\"javascript:alert(1)\"'>a</p>",
        "<p style='position:fixed;top:0'>a</p>",
        "<p style='content:\"/*\";behavior:x;color:\"*/\"'>a</p>",
        "<p style='color:red;/*/behavior:x;/**/color:red;behavior:x'>a</p>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>@\\69mport 'https://evil.example/x.css';</style>",
        "<style>@imp/**/ort url(//evil.example/x.css);</style>",
        "<style>@font-face{font-family:x;src:url(https://evil.example/f)}</style>",
        "<style>.a{color:red} @media screen{.b{behavior:url(x)}}</style>",
        "<style>.a{background:url('https://evil.example/p')}</style>",
        "<style>.a u\\72l(/*) {} .b{behavior:x} /*)*/</style>",
        "<style>p[title='/*']{behavior:x} p[title='*/']{color:red}</style>",
        "<!--[if mso]><img alt='' src='https://evil.example/p'><![endif]-->",
        "<!--[if gte mso 9]><v:rect><v:fill src='https://evil.example/p'/></v:rect><![endif]-->",
        "<!--[if mso]><style>@import 'https://evil.example/x.css';</style><![endif]-->",
        "<!--[if mso]><p onclick='x()'>a</p><![endif]-->"
      })
  @DisplayName("S0-03 B-12 What runs, or comes from elsewhere, is seen through every disguise")
  void evasions(String html) {
    assertThat(problems("<html><body>" + html + "</body></html>"))
        .as(html)
        .extracting(CampaignProblem::kind)
        .containsAnyOf(CampaignProblem.Kind.ACTIVE, CampaignProblem.Kind.FOREIGN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p style='margin:0 0 16px;font:16px/1.5 Arial,\"Segoe UI\",sans-serif'>Grüße &amp; mehr</p>",
        "<a href='https://salon.example/?a=1&amp;b=2#c' target='_blank' rel='noopener'>a</a>",
        "<a href='mailto:ada@salon.example'>a</a> <a href='tel:+4940123'>b</a> <a href='#top'>c</a>",
        "<a href='{{ unsubscribe_url }}'>a</a>",
        "<img alt='Logo' src='{{ images }}1/abc.png' width='100' style='display:block;border:0'>",
        "<p style='background:url({{ images }}1/abc.png) no-repeat'>a</p>",
        "<p style='color:rgba(0,0,0,.5);mso-line-height-rule:exactly;-webkit-text-size-adjust:100%'>a</p>",
        "<style>/* a: b */ .sm\\:w{width:calc(100% - (2px * 3)) !important}</style>",
        "<style>@media (max-width:620px){.a{padding:0!important}}</style>",
        "<table role='presentation' bgcolor='#ffffff' align='center'><tr><td nowrap>a</td></tr></table>",
        "<!--[if mso]><v:roundrect arcsize='10%' fillcolor='#1b5e7b' href='https://salon.example'><w:anchorlock/><center>a</center></v:roundrect><![endif]-->",
        "<!--[if !mso]><!--><p>a</p><!--<![endif]-->",
        "<!-- onclick=alert(1) is only a word here -->"
      })
  @DisplayName("S0-03 What mail programs show alike is allowed")
  void honest(String html) {
    assertThat(problems("<html><body>" + html + "</body></html>")).as(html).isEmpty();
  }
}
