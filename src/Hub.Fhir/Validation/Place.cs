using System.Globalization;
using System.Text;

namespace Hub.Fhir.Validation;

/// <summary>Where the check stands, kept cheaply and written out as a FHIRPath expression only when there is an issue.</summary>
internal sealed class Place
{
    private (string Step, int Index)[] steps = new (string, int)[32];
    private int depth;

    public void Enter(string step)
    {
        if (depth == steps.Length)
        {
            Array.Resize(ref steps, depth * 2);
        }

        steps[depth++] = (step, -1);
    }

    /// <summary>Which item of the element entered last.</summary>
    public void At(int index) => steps[depth - 1].Index = index;

    public void Leave() => depth--;

    public override string ToString()
    {
        var expression = new StringBuilder();
        for (var number = 0; number < depth; number++)
        {
            var (step, index) = steps[number];
            expression.Append(number > 0 ? "." : "").Append(step);
            if (index >= 0)
            {
                expression.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
        }

        return expression.ToString();
    }
}
