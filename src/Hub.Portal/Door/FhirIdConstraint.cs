using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;

namespace Hub.Portal.Door;

/// <summary>An id as FHIR allows it: an address with anything else leads to no page.</summary>
internal sealed class FhirIdConstraint() : RegexRouteConstraint("^[A-Za-z0-9\\-.]{1,64}$");

/// <summary>Any address of the portal, none of the API's.</summary>
internal sealed class PortalConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        httpContext is not null && PortalAddresses.Own(httpContext.Request.Path);
}
