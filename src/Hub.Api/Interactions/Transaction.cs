using Hub.Api.Access;
using Hub.Api.Http;
using Hub.Fhir.Outcomes;

namespace Hub.Api.Interactions;

/// <summary>transaction: all entries or none, in one write of the store (https://hl7.org/fhir/R4/http.html#trules).</summary>
internal static class Transaction
{
    public static async Task<FhirAnswer> Act(FhirRequest request, CancellationToken cancellationToken)
    {
        var plan = TransactionPlan.Of(request);
        var answers = await Write(request, plan, cancellationToken);
        foreach (var entry in plan.Entries.Where(entry => entry.Route.Change is null))
        {
            answers[entry.Index] = await Ask(entry, cancellationToken);
        }

        return FhirAnswer.Json(ResponseBundle.Of("transaction-response", answers, request));
    }

    // What is settled after the last change, such as a sharing decision that is missing, is told at the entry it is about.
    private static async Task<FhirAnswer[]> Write(FhirRequest request, TransactionPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            var resolved = plan.Resolve(request.Store.NewId, find: null);
            foreach (var resource in resolved ? plan.Resources : [])
            {
                request.Store.Prepare(resource);
            }

            return await Writes.Several(request, transaction => Run(plan, transaction, resolved), cancellationToken);
        }
        catch (ProblemException problem) when (plan.EntryOf(problem.Subject) is { } entry)
        {
            throw new ProblemException(EntryIssues.Of(entry, problem.Issues));
        }
    }

    private static FhirAnswer[] Run(TransactionPlan plan, GuardedTransaction transaction, bool resolved)
    {
        if (!resolved)
        {
            plan.Resolve(() => transaction.NewId("Resource"), transaction.FindOne);
        }

        var answers = new FhirAnswer[plan.Entries.Count];
        foreach (var entry in plan.Changes)
        {
            answers[entry.Index] = Make(plan, entry, transaction);
        }

        return answers;
    }

    private static FhirAnswer Make(TransactionPlan plan, BundleEntry entry, GuardedTransaction transaction)
    {
        try
        {
            return plan.Found(entry) ?? entry.Route.Change!(transaction, plan.Request(entry));
        }
        catch (ProblemException problem)
        {
            throw new ProblemException(EntryIssues.Of(entry, problem.Issues));
        }
    }

    private static async Task<FhirAnswer> Ask(BundleEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return await entry.Act(cancellationToken);
        }
        catch (ProblemException problem)
        {
            return FhirAnswer.Refused(new ProblemException(EntryIssues.Of(entry, problem.Issues)));
        }
    }
}
