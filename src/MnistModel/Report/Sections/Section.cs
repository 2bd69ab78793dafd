namespace MnistModel.Report.Sections;

/// <summary>A part of the page.</summary>
/// <param name="Id">Where links to it lead.</param>
/// <param name="Title">Its heading, and the text of the link.</param>
/// <param name="Body">What stands below the heading.</param>
internal sealed record Section(string Id, string Title, Html Body)
{
    /// <summary>The part with its heading.</summary>
    public Html Markup =>
        Html.Of(
            $"""
            <section aria-labelledby="{Id}">
            <h2 id="{Id}">{Title}</h2>
            {Body}
            </section>
            """
        );

    /// <summary>The link to it.</summary>
    public Html Link => Html.Of($"""<li><a href="#{Id}">{Title}</a></li>""");
}
