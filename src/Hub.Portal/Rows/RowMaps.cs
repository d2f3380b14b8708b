using AutoMapper;
using Hub.Fhir.Care;
using Hub.Fhir.Json;

namespace Hub.Portal.Rows;

/// <summary>The one place where views of FHIR become rows of pages.</summary>
public sealed class RowMaps : Profile
{
    public RowMaps()
    {
        People();
        Referrals();
        Plans();
        Decisions();
    }

    private void People()
    {
        CreateMap<Agency, AgencyRow>();
        CreateMap<Person, PersonRow>()
            .ForMember(row => row.Name, map => map.MapFrom(view => view.DisplayName ?? Words.SomebodyNotShown))
            .ForMember(row => row.Version, map => map.MapFrom(view => Said.Version(view.Root)));
        CreateMap<GroupingDecision, GroupingRow>()
            .ForCtorParam(nameof(GroupingRow.Since), map => map.MapFrom(view => Said.Day(view.Since)));
        CreateMap<Episode, EpisodeRow>()
            .ForMember(row => row.Worker, map => map.MapFrom(view => view.Root["careManager"]["display"].TextOf()))
            .ForMember(row => row.ChangedAt, map => map.MapFrom(view => Said.Changed(view.Root)))
            .ForMember(row => row.Start, map => map.MapFrom(view => Said.Day(view.Root["period"]["start"].TextOf())))
            .ForMember(row => row.End, map => map.MapFrom(view => Said.Day(view.Root["period"]["end"].TextOf())));
    }

    private void Referrals() =>
        CreateMap<ReferralTask, ReferralRow>()
            .ForMember(row => row.Version, map => map.MapFrom(view => Said.Version(view.Root)))
            .ForMember(row => row.Request, map => map.MapFrom(view => view.Referral))
            .ForMember(row => row.Placer, map => map.MapFrom(view => view.Requester))
            .ForMember(row => row.Priority, map => map.MapFrom(view => view.Root["priority"].TextOf()))
            .ForMember(row => row.SentAt, map => map.MapFrom(view => Said.Moment(view.Root["authoredOn"].TextOf())))
            .ForMember(row => row.ChangedAt, map => map.MapFrom(view => Said.Changed(view.Root)))
            .ForMember(row => row.FirstContact, map => map.MapFrom(view => Said.Day(view.FirstContact)))
            .ForMember(row => row.Worker, map => map.MapFrom(view => view.NamedWorker["display"].TextOf()))
            .ForMember(row => row.PersonName, map => map.Ignore())
            .ForMember(row => row.About, map => map.Ignore())
            .ForMember(row => row.RiskMeanwhile, map => map.Ignore())
            .ForMember(row => row.IsAsked, map => map.Ignore());

    private void Plans()
    {
        CreateMap<SafetyPlanItem, PlanItemRow>().ForCtorParam(nameof(PlanItemRow.Text), map => map.MapFrom(view => view.Words));
        CreateMap<SafetyPlan, SafetyPlanRow>()
            .ForMember(row => row.Version, map => map.MapFrom(view => Said.Version(view.Root)))
            .ForMember(row => row.ChangedAt, map => map.MapFrom(view => Said.Changed(view.Root)))
            .ForMember(row => row.MadeWith, map => map.MapFrom(view => view.Root["contributor"].Item(0)["display"].TextOf()));
        CreateMap<ActionPlan, JointPlanRow>()
            .ForMember(row => row.Writer, map => map.MapFrom(view => view.Root["author"].AgencyOf()))
            .ForMember(row => row.Text, map => map.MapFrom(view => view.Words))
            .ForMember(row => row.Goals, map => map.MapFrom(view => view.Root["goal"].Each().Select(goal => goal.IdOf("Goal")).OfType<string>().ToList()))
            .ForMember(row => row.Version, map => map.MapFrom(view => Said.Version(view.Root)))
            .ForMember(row => row.ChangedAt, map => map.MapFrom(view => Said.Changed(view.Root)));
        CreateMap<PlanAction, ActionRow>()
            .ForMember(row => row.Version, map => map.MapFrom(view => Said.Version(view.Root)))
            .ForMember(row => row.GoalId, map => map.MapFrom(view => view.Root["focus"].IdOf("Goal")))
            .ForMember(row => row.Goal, map => map.MapFrom(view => view.Root["reasonCode"]["text"].TextOf()))
            .ForMember(row => row.Due, map => map.MapFrom(view => Said.Day(view.Due)))
            .ForMember(row => row.ChangedAt, map => map.MapFrom(view => Said.Changed(view.Root)));
    }

    private void Decisions() =>
        CreateMap<SharingDecision, DecisionRow>()
            .ForMember(row => row.Version, map => map.MapFrom(view => Said.Version(view.Root)))
            .ForMember(row => row.DecidedAt, map => map.MapFrom(view => Said.Moment(view.Root["dateTime"].TextOf())));
}

/// <summary>What a record says of dates and versions.</summary>
public static class Said
{
    public static string Version(JsonValue root) => root["meta"]["versionId"].Text;

    public static DateTimeOffset? Changed(JsonValue root) => Moment(root["meta"]["lastUpdated"].TextOf());

    /// <summary>A FHIR date or dateTime as a day; nothing when only a year or month is known.</summary>
    public static DateOnly? Day(string? text) => text switch
    {
        { Length: 10 } => DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var day) ? day : null,
        { Length: > 10 } => Moment(text) is { } moment ? Dates.Day(moment) : null,
        _ => null,
    };

    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
