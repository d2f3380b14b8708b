using System.Text;
using Hub.Fhir.Validation;

namespace Hub.Fhir.Tests.Validation;

public sealed class XhtmlScannerTests
{
    [Theory]
    [InlineData("""<div xmlns="http://www.w3.org/1999/xhtml">text</div>""")]
    [InlineData("""<div><p style="color: red">a<br/>b</p><!-- c --><img src='a.png' alt=''/></div> """)]
    [InlineData("<div><img src=\"#pic\"/></div>")]
    [InlineData("<div>&nbsp;&amp;&#160;&#xA0;&apos;</div>")]
    [InlineData("<div><a href=\"http://a.example?b=c&amp;d=e\" title='x'>a</a><table><tr><td colspan=\"2\">b</td></tr></table></div>")]
    [InlineData("<div><a href=\"Patient/1#a:b\">a</a></div>")]
    public void The_basic_subset_is_taken(string narrative)
    {
        Assert.Null(Fault(narrative));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("<p>a</p>")]
    [InlineData("<div/>")]
    [InlineData("<div> \n</div>")]
    [InlineData("<div>a")]
    [InlineData("<div>a</p>")]
    [InlineData("<div>a</div><div>b</div>")]
    [InlineData("<div>a</div>b")]
    [InlineData("<div>a<br></div>")]
    [InlineData("<div>a & b</div>")]
    [InlineData("<div>&unknown;</div>")]
    [InlineData("<div>&#0;</div>")]
    [InlineData("<div>&#xD800;</div>")]
    [InlineData("<div>a<p class=b>c</p></div>")]
    [InlineData("<div>a<p class=\"<\">c</p></div>")]
    [InlineData("<div class>a</div>")]
    [InlineData("<div xmlns=\"http://other.example\">a</div>")]
    [InlineData("<div>a<!-- b </div>")]
    [InlineData("<div>a<![CDATA[b]]></div>")]
    [InlineData("<div>a<?b?></div>")]
    [InlineData("<!DOCTYPE div><div>a</div>")]
    [InlineData("<div>a<DIV>b</DIV></div>")]
    public void What_is_not_well_formed_or_empty_is_refused(string narrative)
    {
        Assert.NotNull(Fault(narrative));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<style>p {}</style>")]
    [InlineData("<iframe src=\"x\"/>")]
    [InlineData("<form><input/></form>")]
    [InlineData("<object data=\"x\"/>")]
    [InlineData("<svg onload=\"x\"/>")]
    [InlineData("<p onclick=\"x\">a</p>")]
    [InlineData("<p ONCLICK=\"x\">a</p>")]
    [InlineData("<img src=\"x\" onerror=\"alert(1)\"/>")]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>")]
    [InlineData("<a href=\" JaVa&#x09;script:alert(1)\">a</a>")]
    [InlineData("<a href=\"data:text/html,x\">a</a>")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">a</a>")]
    [InlineData("<p style=\"background:url('javascript:x')\">a</p>")]
    [InlineData("<p style=\"width:expression(alert(1))\">a</p>")]
    public void Scripts_are_refused_in_every_guise(string inner)
    {
        Assert.NotNull(Fault($"<div>text {inner}</div>"));
    }

    [Fact]
    public void Deep_nesting_ends_with_a_fault()
    {
        Assert.NotNull(Fault(string.Concat(Enumerable.Repeat("<div>", 100_000))));
    }

    private static string? Fault(string narrative) => new XhtmlScanner(Encoding.UTF8.GetBytes(narrative)).Fault();
}
