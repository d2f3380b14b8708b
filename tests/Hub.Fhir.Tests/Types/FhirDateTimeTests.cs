using System.Globalization;
using Hub.Fhir.Types;

namespace Hub.Fhir.Tests.Types;

public sealed class FhirDateTimeTests
{
    [Theory]
    [InlineData("2020", "2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z")]
    [InlineData("2020-02", "2020-02-01T00:00:00Z", "2020-03-01T00:00:00Z")]
    [InlineData("2020-02-29", "2020-02-29T00:00:00Z", "2020-03-01T00:00:00Z")]
    [InlineData("2020-02-29T10:30", "2020-02-29T10:30:00Z", "2020-02-29T10:31:00Z")]
    [InlineData("2020-02-29T10:30:15+01:00", "2020-02-29T09:30:15Z", "2020-02-29T09:30:16Z")]
    [InlineData("2020-06-30T23:59:60Z", "2020-07-01T00:00:00Z", "2020-07-01T00:00:01Z")]
    [InlineData("2020-01-01T00:00:00.5-14:00", "2020-01-01T14:00:00.5Z", "2020-01-01T14:00:00.5000001Z")]
    public void A_date_is_the_span_of_moments_it_may_mean(string text, string low, string high)
    {
        Assert.True(FhirDateTime.TryParse(text, out var value));
        Assert.Equal(Moment(low), value.Low);
        Assert.Equal(Moment(high), value.High);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("2020-13")]
    [InlineData("2020-02-30")]
    [InlineData("2020-02-28T24:00:00Z")]
    [InlineData("2020-02-28T10:00:00+15:00")]
    [InlineData("2020-02-28 10:00:00Z")]
    [InlineData("0000")]
    public void What_is_no_date_is_not_read(string text)
    {
        Assert.False(FhirDateTime.TryParse(text, out _));
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
